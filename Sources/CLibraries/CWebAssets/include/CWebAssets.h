#ifndef SOUK_WEB_ASSETS_H
#define SOUK_WEB_ASSETS_H

/// A file that was compiled into the binary. Its bytes live as long as the process and become resident when read.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    unsigned long size;
} web_asset;

/// The asset with this name, or NULL if there is none or it was not fetched before the build.
const web_asset *_Nullable web_asset_named(const char *_Nonnull name);

#endif
