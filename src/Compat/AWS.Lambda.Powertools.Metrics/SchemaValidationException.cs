namespace AWS.Lambda.Powertools.Metrics;

/// <summary>What was collected cannot be written as a valid document.</summary>
public class SchemaValidationException : Exception
{
    public SchemaValidationException()
    {
    }

    public SchemaValidationException(string message)
        : base(message)
    {
    }

    public SchemaValidationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
