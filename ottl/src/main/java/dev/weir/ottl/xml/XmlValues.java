package dev.weir.ottl.xml;

import dev.weir.ottl.value.DecodedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/// XML documents as maps.
public final class XmlValues {
  private XmlValues() {}

  /// The first element of a document with its `tag`, `content`, `attributes` and `children`.
  public static DecodedMap elements(XmlText xml) {
    return element(xml.elements().getFirst());
  }

  /// The texts and elements of a document under their tags.
  public static DecodedMap simplified(XmlText xml) {
    return simplified(xml.root());
  }

  private static DecodedMap element(Element element) {
    DecodedMap map = new DecodedMap();
    map.put("tag", local(element));
    StringBuilder text = new StringBuilder();
    for (Node child : Nodes.children(element)) {
      if (isText(child)) {
        text.append(child.getNodeValue().strip());
      }
    }
    if (!text.isEmpty()) {
      map.put("content", text.toString());
    }
    NamedNodeMap attributes = element.getAttributes();
    if (attributes.getLength() > 0) {
      DecodedMap values = new DecodedMap();
      for (int i = 0; i < attributes.getLength(); i++) {
        values.put(local(attributes.item(i)), attributes.item(i).getNodeValue());
      }
      map.put("attributes", values);
    }
    List<@Nullable Object> children = new ArrayList<>();
    for (Element child : Nodes.elements(element)) {
      children.add(element(child));
    }
    if (!children.isEmpty()) {
      map.put("children", children);
    }
    return map;
  }

  private static DecodedMap simplified(Node parent) {
    Map<String, Integer> tags = new HashMap<>();
    for (Element child : Nodes.elements(parent)) {
      tags.merge(local(child), 1, Integer::sum);
    }
    DecodedMap map = new DecodedMap();
    Map<String, List<@Nullable Object>> lists = new HashMap<>();
    for (Element child : Nodes.elements(parent)) {
      String tag = local(child);
      Object value = simplifiedValue(child);
      if (value != null && tags.getOrDefault(tag, 1) > 1) {
        lists.computeIfAbsent(tag, t -> new ArrayList<>()).add(value);
        map.put(tag, lists.get(tag));
      } else if (value != null) {
        map.put(tag, value);
      }
    }
    return map;
  }

  private static @Nullable Object simplifiedValue(Element element) {
    if (!Nodes.elements(element).isEmpty()) {
      DecodedMap map = simplified(element);
      return map.size() == 0 ? null : map;
    }
    for (Node child : Nodes.children(element)) {
      if (isText(child)) {
        return child.getNodeValue();
      }
    }
    return null;
  }

  private static boolean isText(Node node) {
    return node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE;
  }

  private static String local(Node node) {
    String name = node.getNodeName();
    return name.substring(name.indexOf(':') + 1);
  }
}
