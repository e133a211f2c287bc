// Stock reserves what was ordered, and has it paid. otelhttp instruments both its server and its client, otelslog its
// logs; the span `reserve` and the counter are by hand.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
)

type reservation struct {
	Order  string  `json:"order"`
	Item   string  `json:"item"`
	Card   string  `json:"card"`
	Amount float64 `json:"amount"`
}

var (
	logger  *slog.Logger
	tracer  = otel.Tracer("stock")
	meter   = otel.Meter("stock")
	client  = http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport), Timeout: 10 * time.Second}
	payment = os.Getenv("PAYMENT_URL")

	errSoldOut = errors.New("sold out")
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	shutdown, err := telemetry(ctx)
	if err != nil {
		return err
	}
	reserved, err := meter.Int64Counter("stock.reservations",
		metric.WithUnit("{reservation}"), metric.WithDescription("Reservations by item"))
	if err != nil {
		return err
	}

	mux := http.NewServeMux()
	mux.HandleFunc("POST /reservations", func(w http.ResponseWriter, r *http.Request) {
		var wanted reservation
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 10_000)).Decode(&wanted); err != nil {
			answer(w, http.StatusBadRequest, err)
			return
		}
		if err := reserve(r.Context(), wanted); err != nil {
			answer(w, http.StatusConflict, err)
			return
		}
		reserved.Add(r.Context(), 1, metric.WithAttributes(attribute.String("shop.item", wanted.Item)))
		pay(r.Context(), w, wanted)
	})
	server := http.Server{
		Addr:              "127.0.0.1:" + os.Getenv("PORT"),
		Handler:           otelhttp.NewHandler(mux, "stock"),
		ReadHeaderTimeout: 10 * time.Second,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	atMost, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return errors.Join(server.Shutdown(atMost), shutdown(atMost))
}

// reserve takes the item from the shelf; nobody ever finds a sofa there.
func reserve(ctx context.Context, wanted reservation) error {
	ctx, span := tracer.Start(ctx, "reserve")
	defer span.End()
	span.SetAttributes(attribute.String("order.id", wanted.Order), attribute.String("shop.item", wanted.Item))
	time.Sleep(3 * time.Millisecond)
	if wanted.Item == "sofa" {
		logger.ErrorContext(ctx, "sold out", "order.id", wanted.Order, "shop.item", wanted.Item)
		span.RecordError(errSoldOut)
		span.SetStatus(codes.Error, errSoldOut.Error())
		return fmt.Errorf("%s: %w", wanted.Item, errSoldOut)
	}
	logger.InfoContext(ctx, "reserved a "+wanted.Item, "order.id", wanted.Order, "shop.item", wanted.Item)
	return nil
}

// pay asks the payment service, and hands its answer on.
func pay(ctx context.Context, w http.ResponseWriter, wanted reservation) {
	form := url.Values{
		"order":  {wanted.Order},
		"card":   {wanted.Card},
		"amount": {strconv.FormatFloat(wanted.Amount, 'f', 2, 64)},
	}
	body := strings.NewReader(form.Encode())
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, payment+"/payments", body)
	if err != nil {
		answer(w, http.StatusInternalServerError, err)
		return
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(request)
	if err != nil {
		logger.ErrorContext(ctx, "payment could not be reached", "error", err.Error())
		answer(w, http.StatusBadGateway, err)
		return
	}
	defer response.Body.Close()
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(response.StatusCode)
	if _, err := io.Copy(w, response.Body); err != nil {
		logger.WarnContext(ctx, "the answer could not be handed on", "error", err.Error())
	}
}

func answer(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
}
