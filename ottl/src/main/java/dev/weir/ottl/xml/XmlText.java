package dev.weir.ottl.xml;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// An XML document, or several elements one behind the other. Declarations of types are ignored and
/// nothing outside the text is ever read. Prefixes are part of names. Belongs to one thread.
public final class XmlText {
  private static final int MAX_DEPTH = 1_000;

  private static final Pattern PROLOG =
      Pattern.compile("\\s*(<\\?xml\\s[^>]*\\?>)?(\\s*)(?:<!DOCTYPE[^\\[>]*>)?");

  private static final Pattern DECLARED = Pattern.compile("([a-z]+)\\s*=\\s*[\"']([^\"']*)[\"']");

  private static final DocumentBuilderFactory BUILDERS = builders();

  private final String declaration;
  private final Node root;

  private XmlText(String declaration, Node root) {
    this.declaration = declaration;
    this.root = root;
  }

  /// Reads a text that has at least one element.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the text
  public static XmlText parse(String text) {
    return parse(text, false);
  }

  /// Reads a text that may be empty.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the text
  public static XmlText parseOrEmpty(String text) {
    return parse(text, text.isEmpty());
  }

  private static XmlText parse(String text, boolean mayBeEmpty) {
    Matcher prolog = PROLOG.matcher(text);
    int body = prolog.lookingAt() ? prolog.end() : 0;
    String declared = body > 0 ? prolog.group(1) : null;
    String declaration = declared == null ? "" : declaration(declared) + prolog.group(2);
    XmlText xml = new XmlText(declaration, root("<xml>" + text.substring(body) + "</xml>"));
    if (!mayBeEmpty && xml.elements().isEmpty()) {
      throw new IllegalArgumentException("XML without an element (expected: at least one)");
    }
    return xml;
  }

  /// Reads a text that is one document.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the text
  public static XmlText parseStrictly(String text) {
    XmlText xml = parse(text);
    if (xml.elements().size() > 1) {
      throw new IllegalArgumentException("XML with text behind the document (expected: its end)");
    }
    return xml;
  }

  /// What the query selects, one behind the other: elements with all that is in them, texts, the
  /// values of attributes.
  public String select(XPathQuery query) {
    StringBuilder out = new StringBuilder();
    for (Node node : query.select(root)) {
      switch (node) {
        case Attr attribute -> XmlWriter.text(attribute.getValue(), out);
        case Node selected when selected.getNodeType() == Node.CDATA_SECTION_NODE ->
            XmlWriter.text(selected.getNodeValue(), out);
        default -> XmlWriter.write(node, out);
      }
    }
    return out.toString();
  }

  /// Removes what the query selects.
  public XmlText remove(XPathQuery query) {
    for (Node node : query.select(root)) {
      if (node instanceof Attr attribute) {
        attribute.getOwnerElement().removeAttributeNode(attribute);
      } else if (node != root && node.getParentNode() != null) {
        node.getParentNode().removeChild(node);
      }
    }
    return this;
  }

  /// Adds copies of a document's elements as last children of what the query selects.
  ///
  /// @throws IllegalArgumentException if the query selects something other than elements
  public XmlText insert(XPathQuery query, XmlText added) {
    for (Node node : query.select(root)) {
      if (!(node instanceof Element || node == root)) {
        throw new IllegalArgumentException(
            "XPath selects \"" + node.getNodeName() + "\" (expected: elements)");
      }
      for (Node child : Nodes.children(added.root)) {
        node.appendChild(document().importNode(child, true));
      }
    }
    return this;
  }

  /// Turns the attributes that the query selects into elements.
  public XmlText attributesToElements(XPathQuery query) {
    for (Node node : query.select(root)) {
      if (node instanceof Attr attribute) {
        Element owner = attribute.getOwnerElement();
        owner.removeAttributeNode(attribute);
        owner.appendChild(element(attribute.getName(), attribute.getValue()));
      }
    }
    return this;
  }

  /// Puts text beside elements, below what the query selects, into elements of this name.
  public XmlText textToElements(XPathQuery query, String name) {
    for (Node node : query.select(root)) {
      textToElements(node, name);
    }
    return this;
  }

  /// The elements at the top.
  List<Element> elements() {
    return Nodes.elements(root);
  }

  /// What holds the elements at the top, itself no part of the document.
  Node root() {
    return root;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(declaration);
    for (Node node : Nodes.children(root)) {
      XmlWriter.write(node, out);
    }
    return out.toString();
  }

  private void textToElements(Node parent, String name) {
    int elements = 0;
    int texts = 0;
    for (Node child : Nodes.children(parent)) {
      if (child instanceof Element element) {
        textToElements(element, name);
        elements++;
      } else if (child.getNodeType() == Node.TEXT_NODE) {
        texts++;
      }
    }
    if (texts == 0 || elements + texts <= 1) {
      return;
    }
    for (Node child : Nodes.children(parent)) {
      if (child.getNodeType() == Node.TEXT_NODE) {
        parent.replaceChild(element(name, child.getNodeValue()), child);
      }
    }
  }

  private Element element(String name, String text) {
    Element element = document().createElement(name);
    element.appendChild(document().createTextNode(text));
    return element;
  }

  private Document document() {
    return root.getOwnerDocument();
  }

  private static String declaration(String declared) {
    StringBuilder out = new StringBuilder("<?xml");
    for (Matcher part = DECLARED.matcher(declared); part.find(); ) {
      out.append(' ').append(part.group(1)).append("=\"").append(part.group(2)).append('"');
    }
    return out.append("?>").toString();
  }

  private static Node root(String text) {
    try {
      DocumentBuilder builder = BUILDERS.newDocumentBuilder();
      builder.setErrorHandler(new Refusing());
      Document document = builder.parse(new InputSource(new StringReader(text)));
      Node root = document.createDocumentFragment();
      for (Node node : Nodes.children(document.getDocumentElement())) {
        root.appendChild(Nodes.withPrefixes(node, document));
      }
      return root;
    } catch (SAXException e) {
      throw new IllegalArgumentException("XML: " + e.getMessage(), e);
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DocumentBuilderFactory builders() {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    try {
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
    factory.setAttribute("jdk.xml.maxElementDepth", Integer.toString(MAX_DEPTH + 1));
    return factory;
  }

  /// Nothing is printed.
  private static final class Refusing implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) {}

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
