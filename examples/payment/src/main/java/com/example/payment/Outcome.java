package com.example.payment;

/// How a payment ended.
enum Outcome {
  PAID(200),
  DECLINED(402),
  FAILED(502);

  private final int status;

  Outcome(int status) {
    this.status = status;
  }

  /// The status of an HTTP response that says so.
  int status() {
    return status;
  }

  /// As it stands in attributes and answers.
  String label() {
    return switch (this) {
      case PAID -> "paid";
      case DECLINED -> "declined";
      case FAILED -> "failed";
    };
  }
}
