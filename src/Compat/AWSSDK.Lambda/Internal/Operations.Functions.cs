using Amazon.Lambda.Model;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Json;

namespace Amazon.Lambda.Internal;

internal static partial class Operations
{
    public static readonly Operation<ListFunctionsRequest, ListFunctionsResponse> ListFunctions = RestJson.Operation<ListFunctionsRequest, ListFunctionsResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2015-03-31/functions",
        static (request, http) =>
        {
            http.Query("FunctionVersion", request.FunctionVersion?.Value);
            http.Query("Marker", request.Marker);
            http.Query("MaxItems", request.MaxItems);
        },
        LambdaJson.Default.ListFunctionsResponse,
        Errors.Of);

    public static readonly Operation<GetFunctionRequest, GetFunctionResponse> GetFunction = RestJson.Operation<GetFunctionRequest, GetFunctionResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2015-03-31/functions/{FunctionName}",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
            http.Query("Qualifier", request.Qualifier);
        },
        LambdaJson.Default.GetFunctionResponse,
        Errors.Of);

    public static readonly Operation<GetFunctionConfigurationRequest, GetFunctionConfigurationResponse> GetFunctionConfiguration = RestJson.Operation<GetFunctionConfigurationRequest, GetFunctionConfigurationResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2015-03-31/functions/{FunctionName}/configuration",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
            http.Query("Qualifier", request.Qualifier);
        },
        LambdaJson.Default.GetFunctionConfigurationResponse,
        Errors.Of);

    public static readonly Operation<GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse> GetFunctionConcurrency = RestJson.Operation<GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2019-09-30/functions/{FunctionName}/concurrency",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
        },
        LambdaJson.Default.GetFunctionConcurrencyResponse,
        Errors.Of);

    public static readonly Operation<PutFunctionConcurrencyRequest, PutFunctionConcurrencyResponse> PutFunctionConcurrency = RestJson.Operation<PutFunctionConcurrencyRequest, PutFunctionConcurrencyResponse>(
        AmazonLambdaConfig.Facts,
        "PUT",
        "/2017-10-31/functions/{FunctionName}/concurrency",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
        },
        LambdaJson.Default.PutFunctionConcurrencyRequest,
        LambdaJson.Default.PutFunctionConcurrencyResponse,
        Errors.Of);

    public static readonly Operation<DeleteFunctionConcurrencyRequest, DeleteFunctionConcurrencyResponse> DeleteFunctionConcurrency = RestJson.Operation<DeleteFunctionConcurrencyRequest, DeleteFunctionConcurrencyResponse>(
        AmazonLambdaConfig.Facts,
        "DELETE",
        "/2017-10-31/functions/{FunctionName}/concurrency",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
        },
        LambdaJson.Default.DeleteFunctionConcurrencyResponse,
        Errors.Of);

    public static readonly Operation<GetFunctionEventInvokeConfigRequest, GetFunctionEventInvokeConfigResponse> GetFunctionEventInvokeConfig = RestJson.Operation<GetFunctionEventInvokeConfigRequest, GetFunctionEventInvokeConfigResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
            http.Query("Qualifier", request.Qualifier);
        },
        LambdaJson.Default.GetFunctionEventInvokeConfigResponse,
        Errors.Of);

    public static readonly Operation<GetFunctionRecursionConfigRequest, GetFunctionRecursionConfigResponse> GetFunctionRecursionConfig = RestJson.Operation<GetFunctionRecursionConfigRequest, GetFunctionRecursionConfigResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2024-08-31/functions/{FunctionName}/recursion-config",
        static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
        },
        LambdaJson.Default.GetFunctionRecursionConfigResponse,
        Errors.Of);

    public static readonly Operation<ListTagsRequest, ListTagsResponse> ListTags = RestJson.Operation<ListTagsRequest, ListTagsResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2017-03-31/tags/{Resource}",
        static (request, http) =>
        {
            http.Path("Resource", request.Resource);
        },
        LambdaJson.Default.ListTagsResponse,
        Errors.Of);

    public static readonly Operation<GetAccountSettingsRequest, GetAccountSettingsResponse> GetAccountSettings = RestJson.Operation<GetAccountSettingsRequest, GetAccountSettingsResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2016-08-19/account-settings",
        static (_, _) => { },
        LambdaJson.Default.GetAccountSettingsResponse,
        Errors.Of);
}
