package dev.weir.ottl.xml;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// What is in a node, as lists that stay while the node changes.
final class Nodes {
  private Nodes() {}

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
