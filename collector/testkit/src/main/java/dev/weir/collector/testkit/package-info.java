/// What the test of a component stands on.
///
/// A component's test extends the contract of its kind ([ProcessorContract], [ReceiverContract],
/// [ExporterContract], [ConnectorContract], [ExtensionContract]) and adds its own behaviour.
/// [TestContext] is what the component is given, [RecordingConsumer] is where its output ends, and
/// [TestData] is what goes in. All of it encodes and decodes with the official protobuf classes, so
/// that it checks our own.
@NullMarked
package dev.weir.collector.testkit;

import org.jspecify.annotations.NullMarked;
