/* async.h names struct timeval without saying where it comes from. */
#include <sys/time.h>
#include <hiredis/async.h>
