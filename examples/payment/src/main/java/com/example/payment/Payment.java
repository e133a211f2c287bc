package com.example.payment;

/// What somebody wants to pay.
///
/// @param order what for
/// @param card how; `expired` is declined, and the bank of `broken` does not answer
/// @param amount in euros
record Payment(String order, String card, double amount) {}
