namespace Watchdog.Simulator.Wire.DynamoDb;

/// <summary>The CRC-32 of ISO 3309, which DynamoDB sends in x-amz-crc32 and clients check.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (c, _) => Shift(c)))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Shift(uint value) => (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
}
