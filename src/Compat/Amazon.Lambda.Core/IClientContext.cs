namespace Amazon.Lambda.Core;

/// <summary>The client context that a caller passed with its invocation.</summary>
public interface IClientContext
{
    /// <summary>What the application knows of the device it runs on.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The application itself; null when the caller left it out.</summary>
    IClientApplication? Client { get; }

    /// <summary>Values that mean something to the caller and the function only.</summary>
    IDictionary<string, string> Custom { get; }
}
