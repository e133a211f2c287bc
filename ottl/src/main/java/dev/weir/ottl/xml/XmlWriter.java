package dev.weir.ottl.xml;

import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/// Writes nodes as XML. Empty elements have an end tag.
final class XmlWriter {
  private XmlWriter() {}

  static void write(Node node, StringBuilder out) {
    switch (node.getNodeType()) {
      case Node.ELEMENT_NODE -> element(node, out);
      case Node.TEXT_NODE -> text(node.getNodeValue(), out);
      case Node.CDATA_SECTION_NODE ->
          out.append("<![CDATA[").append(node.getNodeValue()).append("]]>");
      case Node.COMMENT_NODE -> out.append("<!--").append(node.getNodeValue()).append("-->");
      case Node.PROCESSING_INSTRUCTION_NODE ->
          out.append("<?")
              .append(node.getNodeName())
              .append(' ')
              .append(node.getNodeValue())
              .append("?>");
      default -> {}
    }
  }

  static void text(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&#34;");
        case '\'' -> out.append("&#39;");
        default -> out.append(next);
      }
    }
  }

  private static void element(Node element, StringBuilder out) {
    out.append('<').append(element.getNodeName());
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      out.append(' ').append(attribute.getNodeName()).append("=\"");
      text(attribute.getNodeValue(), out);
      out.append('"');
    }
    out.append('>');
    for (Node child : Nodes.children(element)) {
      write(child, out);
    }
    out.append("</").append(element.getNodeName()).append('>');
  }
}
