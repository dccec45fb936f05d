using System.Security.Cryptography;
using System.Text;

namespace Watchdog.Simulator.Runtime;

/// <summary>Identifiers made from what they identify, so that a replay gives the same ones.</summary>
internal static class Identifier
{
    /// <param name="length">Hexadecimal digits, at most 64.</param>
    public static string Hex(string of, int length) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)))[..length];

    /// <summary>In the form of a UUID.</summary>
    public static string Uuid(string of)
    {
        var hex = Hex(of, 32);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";
    }
}
