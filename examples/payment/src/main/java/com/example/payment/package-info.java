/// A payment service that tells what it does: spans by hand, a counter, a histogram, and log
/// records that name their trace and span. All of it goes through the official OpenTelemetry SDK.
///
/// [com.example.payment.PaymentService] is where to read; [com.example.payment.Main] starts it.
@NullMarked
package com.example.payment;

import org.jspecify.annotations.NullMarked;
