package dev.weir.ottl.xml;

import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/// What is in a node, as lists that stay while the node changes.
final class Nodes {
  private Nodes() {}

  /// A copy in which each prefix is its own namespace, whatever is declared, so that XPath finds by
  /// prefix and name.
  static Node withPrefixes(Node node, Document document) {
    if (!(node instanceof Element element)) {
      return document.importNode(node, true);
    }
    Element copy = document.createElementNS(namespace(element.getTagName()), element.getTagName());
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      String name = attributes.item(i).getNodeName();
      copy.setAttributeNS(namespace(name), name, attributes.item(i).getNodeValue());
    }
    for (Node child : children(element)) {
      copy.appendChild(withPrefixes(child, document));
    }
    return copy;
  }

  /// The namespace of a name.
  static @Nullable String namespace(String name) {
    int colon = name.indexOf(':');
    if (name.equals("xmlns") || name.startsWith("xmlns:")) {
      return XMLConstants.XMLNS_ATTRIBUTE_NS_URI;
    }
    if (name.startsWith("xml:")) {
      return XMLConstants.XML_NS_URI;
    }
    return colon < 0 ? null : "prefix:" + name.substring(0, colon);
  }

  static List<Node> children(Node parent) {
    List<Node> children = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      children.add(child);
    }
    return children;
  }

  static List<Element> elements(Node parent) {
    List<Element> elements = new ArrayList<>();
    for (Node child : children(parent)) {
      if (child instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
