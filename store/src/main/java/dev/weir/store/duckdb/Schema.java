package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Scope;
import java.util.ArrayList;
import java.util.List;

/// The tables of a slice's index. A version of its own says how to read them.
final class Schema {
  /// Written into new slices; older ones are read.
  static final int VERSION = 3;

  /// Since when there is a column with the bytes of an item, the last one.
  static final int WITH_SIZE = 2;

  /// Since when there are [#slots].
  static final int WITH_SLOTS = 3;

  static final String ITEMS = "items";
  static final String EVENTS = "events";
  static final String LINKS = "links";
  static final String HISTOGRAMS = "histograms";
  static final String RESOURCES = "resources";
  static final String SCOPES = "scopes";
  static final String SERIES = "series";
  private static final String MAP = "attrs MAP(INTEGER, VARCHAR)";
  private static final int SLOTS = 24;

  private static final String SIZE = ", size INTEGER";

  private Schema() {}

  /// Tables with a row per item or part of one.
  static List<Table> rows(Signal signal, int version) {
    return switch (signal) {
      case TRACES ->
          List.of(
              new Table(
                  ITEMS,
                  "seq BIGINT, ref BIGINT, rid INTEGER, sid INTEGER, t BIGINT, d BIGINT, th BIGINT,"
                      + " tl BIGINT, sp BIGINT, pa BIGINT, name VARCHAR, kind UTINYINT, status"
                      + " UTINYINT, message VARCHAR, state VARCHAR, "
                      + columns(signal, version)
                      + MAP
                      + SIZE),
              new Table(
                  EVENTS, "seq BIGINT, ref BIGINT, n INTEGER, since BIGINT, name VARCHAR, " + MAP),
              new Table(
                  LINKS,
                  "seq BIGINT, ref BIGINT, n INTEGER, th BIGINT, tl BIGINT, sp BIGINT, " + MAP));
      case LOGS ->
          List.of(
              new Table(
                  ITEMS,
                  "seq BIGINT, ref BIGINT, rid INTEGER, sid INTEGER, t BIGINT, observed BIGINT, th"
                      + " BIGINT, tl BIGINT, sp BIGINT, severity INTEGER, severity_text VARCHAR,"
                      + " body VARCHAR, json BOOLEAN, event VARCHAR, "
                      + columns(signal, version)
                      + MAP
                      + SIZE));
      default ->
          List.of(
              new Table(
                  ITEMS,
                  "seq BIGINT, ref BIGINT, series INTEGER, t BIGINT, st BIGINT, v DOUBLE, n BIGINT,"
                      + " exemplars BOOLEAN"
                      + SIZE),
              new Table(
                  HISTOGRAMS,
                  "seq BIGINT, ref BIGINT, mn DOUBLE, mx DOUBLE, bounds DOUBLE[], counts BIGINT[],"
                      + " quantiles DOUBLE[]"));
    };
  }

  /// Tables with a row per resource and such.
  static List<Table> dictionaries(Signal signal) {
    List<Table> tables = new ArrayList<>();
    tables.add(new Table(RESOURCES, "id INTEGER, service VARCHAR, " + MAP));
    tables.add(new Table(SCOPES, "id INTEGER, name VARCHAR, version VARCHAR, " + MAP));
    if (signal == Signal.METRICS) {
      tables.add(
          new Table(
              SERIES,
              "id INTEGER, rid INTEGER, sid INTEGER, name VARCHAR, type UTINYINT, unit VARCHAR,"
                  + " description VARCHAR, temporality UTINYINT, monotonic BOOLEAN, "
                  + MAP));
    }
    return tables;
  }

  /// Attributes that have columns of their own. Their values of another type are in the map.
  static List<Catalogue.Promoted> promoted(Signal signal) {
    return switch (signal) {
      case TRACES ->
          List.of(
              promoted(Scope.SPAN, "http.request.method", AttributeKey.Type.TEXT, "p_method"),
              promoted(Scope.SPAN, "http.response.status_code", AttributeKey.Type.INT, "p_status"),
              promoted(Scope.SPAN, "http.route", AttributeKey.Type.TEXT, "p_route"),
              promoted(Scope.SPAN, "url.path", AttributeKey.Type.TEXT, "p_path"),
              promoted(Scope.SPAN, "server.address", AttributeKey.Type.TEXT, "p_server"),
              promoted(Scope.SPAN, "error.type", AttributeKey.Type.TEXT, "p_error"),
              promoted(Scope.SPAN, "db.system.name", AttributeKey.Type.TEXT, "p_db"),
              promoted(Scope.SPAN, "db.query.text", AttributeKey.Type.TEXT, "p_query"),
              promoted(Scope.SPAN, "rpc.service", AttributeKey.Type.TEXT, "p_rpc"),
              promoted(Scope.SPAN, "rpc.method", AttributeKey.Type.TEXT, "p_rpc_method"),
              promoted(
                  Scope.SPAN,
                  "messaging.destination.name",
                  AttributeKey.Type.TEXT,
                  "p_destination"),
              promoted(Scope.SPAN, "peer.service", AttributeKey.Type.TEXT, "p_peer"));
      case LOGS ->
          List.of(
              promoted(Scope.LOG, "exception.type", AttributeKey.Type.TEXT, "p_exception"),
              promoted(Scope.LOG, "http.route", AttributeKey.Type.TEXT, "p_route"));
      default -> List.of();
    };
  }

  /// Columns of the items that each slice gives to attributes of its own choice. Reading one of
  /// them is a fraction of reading all that are in the map.
  static int slots(Signal signal, int version) {
    return version < WITH_SLOTS || signal == Signal.METRICS ? 0 : SLOTS;
  }

  /// The scope whose attributes may be in slots.
  static Scope slotScope(Signal signal) {
    return signal == Signal.TRACES ? Scope.SPAN : Scope.LOG;
  }

  static String slot(int number) {
    return "a" + number;
  }

  private static Catalogue.Promoted promoted(
      Scope scope, String key, AttributeKey.Type type, String column) {
    return new Catalogue.Promoted(scope, key, type, column);
  }

  private static String columns(Signal signal, int version) {
    StringBuilder columns = new StringBuilder();
    for (Catalogue.Promoted each : promoted(signal)) {
      columns
          .append(each.column())
          .append(each.type() == AttributeKey.Type.INT ? " BIGINT, " : " VARCHAR, ");
    }
    for (int i = 0; i < slots(signal, version); i++) {
      columns.append(slot(i)).append(" VARCHAR, ");
    }
    return columns.toString();
  }

  /// A table and its columns.
  record Table(String name, String columns) {}
}
