using Amazon.Lambda.Model;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Json;

namespace Amazon.Lambda.Internal;

internal static partial class Operations
{
    public static readonly Operation<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse> ListVersionsByFunction = RestJson.Operation<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2015-03-31/functions/{FunctionName}/versions",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
            http.Query("Marker", request.Marker);
            http.Query("MaxItems", request.MaxItems);
        },
        LambdaJson.Default.ListVersionsByFunctionResponse,
        Errors.Of);

    public static readonly Operation<ListAliasesRequest, ListAliasesResponse> ListAliases = RestJson.Operation<ListAliasesRequest, ListAliasesResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2015-03-31/functions/{FunctionName}/aliases",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
            http.Query("FunctionVersion", request.FunctionVersion);
            http.Query("Marker", request.Marker);
            http.Query("MaxItems", request.MaxItems);
        },
        LambdaJson.Default.ListAliasesResponse,
        Errors.Of);

    public static readonly Operation<ListProvisionedConcurrencyConfigsRequest, ListProvisionedConcurrencyConfigsResponse> ListProvisionedConcurrencyConfigs = RestJson.Operation<ListProvisionedConcurrencyConfigsRequest, ListProvisionedConcurrencyConfigsResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
            // Part of the path: without it the same path means one configuration.
            http.Query("List", "ALL");
            http.Query("Marker", request.Marker);
            http.Query("MaxItems", request.MaxItems);
        },
        LambdaJson.Default.ListProvisionedConcurrencyConfigsResponse,
        Errors.Of);

    public static readonly Operation<GetPolicyRequest, GetPolicyResponse> GetPolicy = RestJson.Operation<GetPolicyRequest, GetPolicyResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2015-03-31/functions/{FunctionName}/policy",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
            http.Query("Qualifier", request.Qualifier);
        },
        LambdaJson.Default.GetPolicyResponse,
        Errors.Of);
}
