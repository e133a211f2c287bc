/// XML documents that functions read, select from with XPath, change and write.
@NullMarked
package dev.weir.ottl.xml;

import org.jspecify.annotations.NullMarked;
