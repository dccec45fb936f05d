using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>The MD5 sums that SQS answers with, so that clients can see that a message arrived whole. AWS's SDKs check them.</summary>
internal static class MessageDigest
{
    public static string OfBody(string body) => Md5(Encoding.UTF8.GetBytes(body));

    /// <summary>Over all attributes in the order of their names: name, data type, kind (1 text, 2 binary), value, each after its length.</summary>
    public static string OfAttributes(JsonObject attributes)
    {
        using var bytes = new MemoryStream();
        foreach (var (name, value) in attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Append(bytes, Encoding.UTF8.GetBytes(name));
            Append(bytes, Encoding.UTF8.GetBytes(value!["DataType"]!.GetValue<string>()));
            if (value["StringValue"] is { } text)
            {
                bytes.WriteByte(1);
                Append(bytes, Encoding.UTF8.GetBytes(text.GetValue<string>()));
            }
            else
            {
                bytes.WriteByte(2);
                Append(bytes, Convert.FromBase64String(value["BinaryValue"]!.GetValue<string>()));
            }
        }

        return Md5(bytes.ToArray());
    }

    private static void Append(MemoryStream bytes, byte[] part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        bytes.Write(length);
        bytes.Write(part);
    }

#pragma warning disable CA5351 // MD5 is what the protocol says; it guards against damage, not against attackers.
    private static string Md5(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
}
