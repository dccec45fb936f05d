using System.Collections.Immutable;

namespace Watchdog.Core.Breaker.Tests.Support;

public static class RecordedMappings
{
    public static ImmutableArray<RecordedMapping> Mappings(this Circuit circuit) => [.. circuit.Recorded.OfType<RecordedMapping>()];
}
