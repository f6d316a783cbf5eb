// libxml2's reader: a file of any size, an element at a time.
//
// Its headers bring those of ICU where it was built with it, and these contradict the ones of Swift's Foundation. The reader needs none of it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
