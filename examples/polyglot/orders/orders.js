// Knows the prices: makes an order of what is in the cart, and has it reserved and paid by `stock`.
const { metrics, trace } = require('@opentelemetry/api');
const express = require('express');
const pino = require('pino');

const PRICES = { book: 12.5, lamp: 49, sofa: 899 };
const stock = process.env.STOCK_URL;

const log = pino();
const orders = metrics.getMeter('orders').createCounter('orders', { unit: '{order}', description: 'Orders by item' });
const values = metrics.getMeter('orders').createHistogram('order.value', {
  unit: 'EUR',
  description: 'What an order is worth',
  advice: { explicitBucketBoundaries: [10, 20, 50, 100, 500, 1000] },
});

const app = express();
app.use(express.json());
app.post('/orders', async (request, response) => {
  const { id, item, card } = request.body;
  const price = PRICES[item];
  if (price === undefined) {
    log.warn({ 'order.id': id }, `no price for ${item}`);
    return response.status(404).json({ error: `item: ${item} (expected: ${Object.keys(PRICES).join(', ')})` });
  }
  trace.getActiveSpan()?.setAttributes({ 'order.id': id, 'order.value': price });
  log.info({ 'order.id': id }, `order of a ${item} for ${price} euros`);
  orders.add(1, { 'shop.item': item });
  values.record(price, { 'shop.item': item });
  const reserved = await fetch(`${stock}/reservations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order: id, item, card, amount: price }),
  });
  response.status(reserved.status).json(await reserved.json());
});
app.use((error, request, response, next) => {
  log.error(error, 'the order failed');
  trace.getActiveSpan()?.recordException(error);
  response.status(502).json({ error: error.message });
});
app.listen(Number(process.env.PORT), '127.0.0.1');
