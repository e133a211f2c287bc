package com.example.payment;

/// The bank of a card could not be asked.
final class BankDoesNotAnswer extends Exception {
  private static final long serialVersionUID = 1;

  BankDoesNotAnswer(String bank) {
    super(bank + " did not answer in time");
  }
}
