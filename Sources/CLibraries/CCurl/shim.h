#include <curl/curl.h>
#include <stdbool.h>

/* Setting an option is variadic: Swift needs one typed function for each kind of value. The brackets keep curl's
   checking macros away, which look at constants only. */

static inline CURLcode shim_set_number(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode shim_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode shim_set_text(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode shim_set_bytes(CURL *handle, CURLoption option, const void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode shim_set_context(CURL *handle, CURLoption option, void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode shim_set_fields(CURL *handle, struct curl_slist *value) {
    return (curl_easy_setopt)(handle, CURLOPT_HTTPHEADER, value);
}

static inline CURLcode shim_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode shim_set_debugger(CURL *handle, curl_debug_callback value) {
    return (curl_easy_setopt)(handle, CURLOPT_DEBUGFUNCTION, value);
}

static inline CURLcode shim_set_writer(CURL *handle, CURLoption option, curl_write_callback value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode shim_set_reader(CURL *handle, curl_read_callback value) {
    return (curl_easy_setopt)(handle, CURLOPT_READFUNCTION, value);
}

/* Whether a request could be sent at all. */
static inline bool shim_has_connected(CURL *handle) {
    curl_off_t microseconds = 0;
    (curl_easy_getinfo)(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds);
    return microseconds > 0;
}

static inline void *shim_context(CURL *handle) {
    char *context = NULL;
    (curl_easy_getinfo)(handle, CURLINFO_PRIVATE, &context);
    return context;
}

static inline long shim_status(CURL *handle) {
    long status = 0;
    (curl_easy_getinfo)(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

static inline CURLcode shim_result(const CURLMsg *message) { return message->data.result; }

static inline void shim_drive_by_sockets(
    CURLM *multi, void *context, curl_socket_callback on_socket, curl_multi_timer_callback on_timer, long connections,
    long connections_per_host) {
    (curl_multi_setopt)(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    (curl_multi_setopt)(multi, CURLMOPT_SOCKETDATA, context);
    (curl_multi_setopt)(multi, CURLMOPT_TIMERFUNCTION, on_timer);
    (curl_multi_setopt)(multi, CURLMOPT_TIMERDATA, context);
    /* The default cache is small: connections would be closed and opened again all the time. */
    (curl_multi_setopt)(multi, CURLMOPT_MAXCONNECTS, connections);
    (curl_multi_setopt)(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections_per_host);
}
