using System.Security.Cryptography;
using System.Text;

namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>Identifiers in the form of a UUID, derived from what they identify, so that a replay gives the same ones.</summary>
internal static class DerivedId
{
    public static string Of(params ReadOnlySpan<string> what)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', what)))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
