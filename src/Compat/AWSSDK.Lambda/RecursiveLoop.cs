using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>What Lambda does when it sees a function call itself through a queue, a topic or a bucket.</summary>
[JsonConverter(typeof(RecursiveLoopConverter))]
public class RecursiveLoop : ConstantClass
{
    public static readonly RecursiveLoop Allow = new("Allow");

    public static readonly RecursiveLoop Terminate = new("Terminate");

    public RecursiveLoop(string value)
        : base(value)
    {
    }

    public static RecursiveLoop FindValue(string value) => FindValue<RecursiveLoop>(value);

    public static implicit operator RecursiveLoop(string value) => FindValue(value);
}

internal sealed class RecursiveLoopConverter() : ConstantClassConverter<RecursiveLoop>(RecursiveLoop.FindValue);
