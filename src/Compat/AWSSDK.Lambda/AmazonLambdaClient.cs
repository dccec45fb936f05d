using Amazon.Runtime;
using Amazon.Lambda.Internal;
using Amazon.Lambda.Model;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>The client of AWS Lambda. Safe for use by many threads; keep one for the life of the process.</summary>
public class AmazonLambdaClient : WireClient, IAmazonLambda
{
    /// <summary>Credentials and region from the environment.</summary>
    public AmazonLambdaClient()
        : this(new AmazonLambdaConfig())
    {
    }

    public AmazonLambdaClient(RegionEndpoint region)
        : this(new AmazonLambdaConfig { RegionEndpoint = region })
    {
    }

    public AmazonLambdaClient(AmazonLambdaConfig config)
        : base(config)
    {
    }

    public AmazonLambdaClient(AWSCredentials credentials)
        : this(credentials, new AmazonLambdaConfig())
    {
    }

    public AmazonLambdaClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonLambdaConfig { RegionEndpoint = region })
    {
    }

    public AmazonLambdaClient(AWSCredentials credentials, AmazonLambdaConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override ServiceFacts Service => AmazonLambdaConfig.Facts;

    public virtual Task<DeleteFunctionConcurrencyResponse> DeleteFunctionConcurrencyAsync(DeleteFunctionConcurrencyRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.DeleteFunctionConcurrency, request, cancellationToken);

    public virtual Task<GetAccountSettingsResponse> GetAccountSettingsAsync(GetAccountSettingsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.GetAccountSettings, request, cancellationToken);

    public virtual Task<GetEventSourceMappingResponse> GetEventSourceMappingAsync(GetEventSourceMappingRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.GetEventSourceMapping, request, cancellationToken);

    public virtual Task<GetFunctionResponse> GetFunctionAsync(GetFunctionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.GetFunction, request, cancellationToken);

    public virtual Task<GetFunctionConcurrencyResponse> GetFunctionConcurrencyAsync(GetFunctionConcurrencyRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.GetFunctionConcurrency, request, cancellationToken);

    public virtual Task<GetFunctionConfigurationResponse> GetFunctionConfigurationAsync(GetFunctionConfigurationRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.GetFunctionConfiguration, request, cancellationToken);

    public virtual Task<GetFunctionEventInvokeConfigResponse> GetFunctionEventInvokeConfigAsync(GetFunctionEventInvokeConfigRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.GetFunctionEventInvokeConfig, request, cancellationToken);

    public virtual Task<GetFunctionRecursionConfigResponse> GetFunctionRecursionConfigAsync(GetFunctionRecursionConfigRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.GetFunctionRecursionConfig, request, cancellationToken);

    public virtual Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.GetPolicy, request, cancellationToken);

    public virtual Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.Invoke, request, cancellationToken);

    public virtual Task<ListAliasesResponse> ListAliasesAsync(ListAliasesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.ListAliases, request, cancellationToken);

    public virtual Task<ListEventSourceMappingsResponse> ListEventSourceMappingsAsync(ListEventSourceMappingsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.ListEventSourceMappings, request, cancellationToken);

    public virtual Task<ListFunctionsResponse> ListFunctionsAsync(ListFunctionsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.ListFunctions, request, cancellationToken);

    public virtual Task<ListProvisionedConcurrencyConfigsResponse> ListProvisionedConcurrencyConfigsAsync(ListProvisionedConcurrencyConfigsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.ListProvisionedConcurrencyConfigs, request, cancellationToken);

    public virtual Task<ListTagsResponse> ListTagsAsync(ListTagsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.ListTags, request, cancellationToken);

    public virtual Task<ListVersionsByFunctionResponse> ListVersionsByFunctionAsync(ListVersionsByFunctionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.ListVersionsByFunction, request, cancellationToken);

    public virtual Task<PutFunctionConcurrencyResponse> PutFunctionConcurrencyAsync(PutFunctionConcurrencyRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.PutFunctionConcurrency, request, cancellationToken);

    public virtual Task<UpdateEventSourceMappingResponse> UpdateEventSourceMappingAsync(UpdateEventSourceMappingRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.UpdateEventSourceMapping, request, cancellationToken);
}
