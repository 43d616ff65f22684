#include "CWebAssets.h"

#include <stddef.h>
#include <string.h>

// The files are fetched by scripts/fetch-web-assets and are no part of the repository. A file that is not there leaves
// its line out of the table, so that the build works without it.
#pragma clang diagnostic ignored "-Wc23-extensions"

#if __has_embed("files/swagger-ui.css")
#define HAS_SWAGGER_UI_CSS
static const unsigned char swagger_ui_css[] = {
#embed "files/swagger-ui.css"
};
#endif

#if __has_embed("files/swagger-ui-bundle.js")
#define HAS_SWAGGER_UI_BUNDLE_JS
static const unsigned char swagger_ui_bundle_js[] = {
#embed "files/swagger-ui-bundle.js"
};
#endif

#if __has_embed("files/swagger-ui-favicon.png")
#define HAS_SWAGGER_UI_FAVICON_PNG
static const unsigned char swagger_ui_favicon_png[] = {
#embed "files/swagger-ui-favicon.png"
};
#endif

#if __has_embed("files/swagger-ui-LICENSE.txt")
#define HAS_SWAGGER_UI_LICENSE_TXT
static const unsigned char swagger_ui_license_txt[] = {
#embed "files/swagger-ui-LICENSE.txt"
};
#endif

#if __has_embed("files/redoc.standalone.js")
#define HAS_REDOC_STANDALONE_JS
static const unsigned char redoc_standalone_js[] = {
#embed "files/redoc.standalone.js"
};
#endif

#if __has_embed("files/redoc-LICENSE.txt")
#define HAS_REDOC_LICENSE_TXT
static const unsigned char redoc_license_txt[] = {
#embed "files/redoc-LICENSE.txt"
};
#endif

static const web_asset assets[] = {
#ifdef HAS_SWAGGER_UI_CSS
    {"swagger-ui.css", swagger_ui_css, sizeof swagger_ui_css},
#endif
#ifdef HAS_SWAGGER_UI_BUNDLE_JS
    {"swagger-ui-bundle.js", swagger_ui_bundle_js, sizeof swagger_ui_bundle_js},
#endif
#ifdef HAS_SWAGGER_UI_FAVICON_PNG
    {"swagger-ui-favicon.png", swagger_ui_favicon_png, sizeof swagger_ui_favicon_png},
#endif
#ifdef HAS_SWAGGER_UI_LICENSE_TXT
    {"swagger-ui-LICENSE.txt", swagger_ui_license_txt, sizeof swagger_ui_license_txt},
#endif
#ifdef HAS_REDOC_STANDALONE_JS
    {"redoc.standalone.js", redoc_standalone_js, sizeof redoc_standalone_js},
#endif
#ifdef HAS_REDOC_LICENSE_TXT
    {"redoc-LICENSE.txt", redoc_license_txt, sizeof redoc_license_txt},
#endif
    {"", (const unsigned char *)"", 0},
};

const web_asset *web_asset_named(const char *name) {
    for (const web_asset *asset = assets; asset->size > 0; asset++) {
        if (strcmp(asset->name, name) == 0) {
            return asset;
        }
    }
    return NULL;
}
