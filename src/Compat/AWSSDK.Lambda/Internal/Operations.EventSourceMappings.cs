using Amazon.Lambda.Model;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Json;

namespace Amazon.Lambda.Internal;

internal static partial class Operations
{
    public static readonly Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> ListEventSourceMappings = RestJson.Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2015-03-31/event-source-mappings",
        static (request, http) =>
        {
            http.Query("EventSourceArn", request.EventSourceArn);
            http.Query("FunctionName", request.FunctionName);
            http.Query("Marker", request.Marker);
            http.Query("MaxItems", request.MaxItems);
        },
        LambdaJson.Default.ListEventSourceMappingsResponse,
        Errors.Of);

    public static readonly Operation<GetEventSourceMappingRequest, GetEventSourceMappingResponse> GetEventSourceMapping = RestJson.Operation<GetEventSourceMappingRequest, GetEventSourceMappingResponse>(
        AmazonLambdaConfig.Facts,
        "GET",
        "/2015-03-31/event-source-mappings/{UUID}",
        static (request, http) =>
        {
            http.Path("UUID", request.UUID);
        },
        LambdaJson.Default.GetEventSourceMappingResponse,
        Errors.Of);

    public static readonly Operation<UpdateEventSourceMappingRequest, UpdateEventSourceMappingResponse> UpdateEventSourceMapping = RestJson.Operation<UpdateEventSourceMappingRequest, UpdateEventSourceMappingResponse>(
        AmazonLambdaConfig.Facts,
        "PUT",
        "/2015-03-31/event-source-mappings/{UUID}",
        static (request, http) =>
        {
            http.Path("UUID", request.UUID);
        },
        LambdaJson.Default.UpdateEventSourceMappingRequest,
        LambdaJson.Default.UpdateEventSourceMappingResponse,
        Errors.Of);
}
