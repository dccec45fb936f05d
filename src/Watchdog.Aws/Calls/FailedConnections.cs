using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Watchdog.Aws.Calls;

/// <summary>
/// Puts the call into the message of a connection that failed. The SDK lets through what the network said, "Connection refused" and an
/// address, and whoever reads that in a function's log cannot tell which of five services it was. Errors that AWS answers with stay as they are.
/// </summary>
internal sealed class FailedConnections : IRuntimePipelineCustomizer
{
    public string UniqueName => "Watchdog.FailedConnections";

    /// <summary>For all clients of the process that are made from now on; once or several times.</summary>
    public static void NameCalls() => RuntimePipelineCustomizerRegistry.Instance.Register(new FailedConnections());

    // Outermost: after the retries.
    public void Customize(Type type, RuntimePipeline pipeline) => pipeline.AddHandler(new Handler());

    private sealed class Handler : PipelineHandler
    {
        public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            try
            {
                return await base.InvokeAsync<T>(executionContext);
            }
            catch (HttpRequestException e)
            {
                throw new HttpRequestException(e.HttpRequestError, $"{Call(executionContext.RequestContext)}: {e.Message}", e, e.StatusCode);
            }
        }

        /// <summary>E.g. DynamoDB TransactWriteItems.</summary>
        private static string Call(IRequestContext request)
        {
            const string Suffix = "Request";
            var name = request.RequestName;
            return $"{request.ServiceMetaData.ServiceId} {(name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name)}";
        }
    }
}
