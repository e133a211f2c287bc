// Sends one of everything with the official Go SDK: main PROTOCOL ENDPOINT COMPRESSION.
package main

import (
	"context"
	"log"
	"os"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploggrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetricgrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	otellog "go.opentelemetry.io/otel/log"
	"go.opentelemetry.io/otel/metric"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	protocol, endpoint, compression := os.Args[1], os.Args[2], os.Args[3]
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	address := strings.TrimPrefix(endpoint, "http://")

	var spans sdktrace.SpanExporter
	var metrics sdkmetric.Exporter
	var logs sdklog.Exporter
	if protocol == "grpc" {
		to := []otlptracegrpc.Option{otlptracegrpc.WithEndpoint(address), otlptracegrpc.WithInsecure()}
		tm := []otlpmetricgrpc.Option{otlpmetricgrpc.WithEndpoint(address), otlpmetricgrpc.WithInsecure()}
		tl := []otlploggrpc.Option{otlploggrpc.WithEndpoint(address), otlploggrpc.WithInsecure()}
		if compression == "gzip" {
			to = append(to, otlptracegrpc.WithCompressor("gzip"))
			tm = append(tm, otlpmetricgrpc.WithCompressor("gzip"))
			tl = append(tl, otlploggrpc.WithCompressor("gzip"))
		}
		spans = must(otlptrace.New(ctx, otlptracegrpc.NewClient(to...)))
		metrics = must(otlpmetricgrpc.New(ctx, tm...))
		logs = must(otlploggrpc.New(ctx, tl...))
	} else {
		to := []otlptracehttp.Option{otlptracehttp.WithEndpoint(address), otlptracehttp.WithInsecure()}
		tm := []otlpmetrichttp.Option{otlpmetrichttp.WithEndpoint(address), otlpmetrichttp.WithInsecure()}
		tl := []otlploghttp.Option{otlploghttp.WithEndpoint(address), otlploghttp.WithInsecure()}
		if compression == "gzip" {
			to = append(to, otlptracehttp.WithCompression(otlptracehttp.GzipCompression))
			tm = append(tm, otlpmetrichttp.WithCompression(otlpmetrichttp.GzipCompression))
			tl = append(tl, otlploghttp.WithCompression(otlploghttp.GzipCompression))
		}
		spans = must(otlptrace.New(ctx, otlptracehttp.NewClient(to...)))
		metrics = must(otlpmetrichttp.New(ctx, tm...))
		logs = must(otlploghttp.New(ctx, tl...))
	}

	res := resource.NewSchemaless(
		attribute.String("service.name", "go-"+protocol+"-"+compression),
		attribute.String("team", "käse"))
	tracers := sdktrace.NewTracerProvider(sdktrace.WithResource(res), sdktrace.WithBatcher(spans))
	meters := sdkmetric.NewMeterProvider(sdkmetric.WithResource(res),
		sdkmetric.WithReader(sdkmetric.NewPeriodicReader(metrics, sdkmetric.WithInterval(time.Hour))))
	loggers := sdklog.NewLoggerProvider(sdklog.WithResource(res),
		sdklog.WithProcessor(sdklog.NewBatchProcessor(logs)))

	tracer := tracers.Tracer("client", trace.WithInstrumentationVersion("1.2.3"))
	meter := meters.Meter("client", metric.WithInstrumentationVersion("1.2.3"))
	logger := loggers.Logger("client", otellog.WithInstrumentationVersion("1.2.3"))

	linked := trace.NewSpanContext(trace.SpanContextConfig{
		TraceID:    must(trace.TraceIDFromHex("0af7651916cd43dd8448eb211c80319c")),
		SpanID:     must(trace.SpanIDFromHex("b7ad6b7169203331")),
		TraceFlags: trace.FlagsSampled,
	})
	inParent, parent := tracer.Start(ctx, "parent",
		trace.WithSpanKind(trace.SpanKindServer),
		trace.WithLinks(trace.Link{SpanContext: linked, Attributes: []attribute.KeyValue{attribute.String("why", "retry")}}),
		trace.WithAttributes(
			attribute.String("text", "grüße"), attribute.Int64("int", 9007199254740993),
			attribute.Float64("double", 0.5), attribute.Bool("yes", true),
			attribute.StringSlice("list", []string{"a", "b"}), attribute.IntSlice("ints", []int{1, 2})))
	parent.AddEvent("happened", trace.WithAttributes(attribute.Int("step", 7)))
	var record otellog.Record
	record.SetTimestamp(time.Unix(1_700_000_000, 0))
	record.SetSeverity(otellog.SeverityWarn)
	record.SetSeverityText("WARN")
	record.SetBody(attribute.StringValue("something odd"))
	record.AddAttributes(attribute.Int("order", 42))
	logger.Emit(inParent, record)
	_, child := tracer.Start(inParent, "child", trace.WithSpanKind(trace.SpanKindClient))
	child.SetStatus(codes.Error, "no luck")
	child.End()
	parent.End()

	route := metric.WithAttributes(attribute.String("route", "/a"))
	must(meter.Int64Counter("requests", metric.WithUnit("{request}"), metric.WithDescription("how many"))).Add(ctx, 42, route)
	must(meter.Float64UpDownCounter("load")).Add(ctx, -1.5, route)
	latency := must(meter.Float64Histogram("latency", metric.WithUnit("ms")))
	for _, value := range []float64{1, 10, 20000} {
		latency.Record(ctx, value, route)
	}
	must(meter.Float64Gauge("temperature")).Record(ctx, 3.25)

	for _, end := range []func(context.Context) error{tracers.Shutdown, meters.Shutdown, loggers.Shutdown} {
		if err := end(ctx); err != nil {
			log.Fatal(err)
		}
	}
}
