namespace Amazon.Lambda.Model;

public class GetAccountSettingsRequest : AmazonLambdaRequest;

public class GetAccountSettingsResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public AccountLimit? AccountLimit { get; set; }

    public AccountUsage? AccountUsage { get; set; }
}

public class AccountLimit
{
    /// <summary>Bytes of all code together.</summary>
    public long? TotalCodeSize { get; set; }

    /// <summary>Concurrent executions of the account in this region.</summary>
    public int? ConcurrentExecutions { get; set; }

    /// <summary>The limit less all reservations.</summary>
    public int? UnreservedConcurrentExecutions { get; set; }
}

public class AccountUsage
{
    public long? TotalCodeSize { get; set; }

    public long? FunctionCount { get; set; }
}
