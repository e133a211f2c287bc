package dev.weir.ottl.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/// An XPath 1.0 expression that selects nodes of an [XmlText].
public final class XPathQuery {
  private final String expression;
  private final boolean attributes;

  private XPathQuery(String expression, boolean attributes) {
    this.expression = expression;
    this.attributes = attributes;
  }

  /// An expression that selects what it says.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the expression
  public static XPathQuery of(String expression) {
    try {
      xpath().compile(expression);
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException("XPath \"" + expression + "\": " + message(e), e);
    }
    return new XPathQuery(expression, false);
  }

  /// Selects the attributes of the elements that an expression selects, and those that it selects
  /// itself; of all elements, if it selects the document.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the expression
  public static XPathQuery attributes(String expression) {
    of(expression);
    return new XPathQuery(expression.equals("/") ? "//*" : expression, true);
  }

  /// What it selects, in the document's order.
  ///
  /// @param root the document, which holds the elements at the top of the document
  List<Node> select(Node root) {
    NodeList found;
    try {
      found = (NodeList) xpath().evaluate(expression, root, XPathConstants.NODESET);
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException("XPath \"" + expression + "\": " + message(e), e);
    }
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      add(found.item(i), nodes);
    }
    return nodes;
  }

  private void add(Node node, List<Node> nodes) {
    if (!attributes || node instanceof Attr) {
      nodes.add(node);
    } else if (node instanceof Element element) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        nodes.add(element.getAttributes().item(i));
      }
    }
  }

  private static XPath xpath() {
    XPath xpath = XPathFactory.newDefaultInstance().newXPath();
    xpath.setNamespaceContext(new Prefixes());
    return xpath;
  }

  private static String message(XPathExpressionException e) {
    String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return String.valueOf(message);
  }

  /// Each prefix is its own namespace.
  private static final class Prefixes implements NamespaceContext {
    @Override
    public String getNamespaceURI(String prefix) {
      String namespace = Nodes.namespace(prefix + ":");
      return namespace == null ? XMLConstants.NULL_NS_URI : namespace;
    }

    @Override
    public @Nullable String getPrefix(String uri) {
      return null;
    }

    @Override
    public Iterator<String> getPrefixes(String uri) {
      return Collections.emptyIterator();
    }
  }
}
