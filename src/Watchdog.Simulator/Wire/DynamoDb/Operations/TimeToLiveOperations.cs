using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.DynamoDb.Operations;

/// <summary>UpdateTimeToLive and DescribeTimeToLive. A change takes effect at once; nothing is ever deleted for its age.</summary>
internal sealed class TimeToLiveOperations(TableSet tables)
{
    public JsonObject Update(RequestBody request)
    {
        var table = tables.Find(request.Text("TableName"));
        var specification = request.Nested("TimeToLiveSpecification");
        var attribute = specification.Text("AttributeName");
        var enable = specification.Required("Enabled").GetBoolean();
        if (enable && table.TimeToLiveAttribute is not null)
            throw DynamoDbException.Validation("TimeToLive is already enabled");
        if (!enable && table.TimeToLiveAttribute is null)
            throw DynamoDbException.Validation("TimeToLive is already disabled");
        if (!enable && table.TimeToLiveAttribute != attribute)
            throw DynamoDbException.Validation($"TimeToLive is active on a different AttributeName: current AttributeName is {table.TimeToLiveAttribute}");
        table.TimeToLiveAttribute = enable ? attribute : null;
        return new JsonObject { ["TimeToLiveSpecification"] = new JsonObject { ["Enabled"] = enable, ["AttributeName"] = attribute } };
    }

    public JsonObject Describe(RequestBody request)
    {
        var attribute = tables.Find(request.Text("TableName")).TimeToLiveAttribute;
        var description = new JsonObject { ["TimeToLiveStatus"] = attribute is null ? "DISABLED" : "ENABLED" };
        if (attribute is not null)
            description["AttributeName"] = attribute;
        return new JsonObject { ["TimeToLiveDescription"] = description };
    }
}
