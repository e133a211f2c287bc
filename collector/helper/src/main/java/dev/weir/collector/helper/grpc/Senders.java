package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.MemoryBudget;
import io.grpc.Attributes;
import io.grpc.ServerCall;
import io.grpc.ServerTransportFilter;

/// Gives each connection its view of the memory budget.
final class Senders extends ServerTransportFilter {
  private static final Attributes.Key<MemoryBudget> MEMORY = Attributes.Key.create("memory");

  private final MemoryBudget memory;

  Senders(MemoryBudget memory) {
    this.memory = memory;
  }

  @Override
  public Attributes transportReady(Attributes attributes) {
    return attributes.toBuilder().set(MEMORY, memory.ofSender()).build();
  }

  static MemoryBudget memory(ServerCall<?, ?> call, ComponentContext context) {
    MemoryBudget memory = call.getAttributes().get(MEMORY);
    return memory == null ? context.memory() : memory;
  }
}
