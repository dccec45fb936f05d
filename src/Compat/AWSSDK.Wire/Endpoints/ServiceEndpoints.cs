using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Watchdog.Compat.Wire.Endpoints;

/// <summary>The host names of one service: <c>prefix[-fips].region.suffix</c>, and one per partition for a global service.</summary>
internal sealed class ServiceEndpoints(ServiceFacts service) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var facts = (EndpointFacts)parameters;
        if (!string.IsNullOrEmpty(facts.ServiceUrl))
            return new Endpoint(facts.ServiceUrl);
        if (string.IsNullOrEmpty(facts.Region))
            throw new AmazonClientException($"No region is set for {service.ServiceId}; set RegionEndpoint, AWS_REGION or a service URL.");
        return service.Global ? OfPartition(facts) : new Endpoint($"https://{Prefix(facts)}.{facts.Region}.{Suffix(facts)}");
    }

    private Endpoint OfPartition(EndpointFacts facts)
    {
        var (host, signingRegion) = RegionEndpoint.GetBySystemName(facts.Region).PartitionName switch
        {
            "aws" => ($"{Prefix(facts)}.amazonaws.com", "us-east-1"),
            "aws-cn" => ($"{Prefix(facts)}.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            "aws-us-gov" => ($"{service.EndpointPrefix}.us-gov.amazonaws.com", "us-gov-west-1"),
            _ => ($"{Prefix(facts)}.{facts.Region}.{Suffix(facts)}", facts.Region!),
        };
        var scheme = new PropertyBag { ["name"] = "sigv4", ["signingName"] = service.SigningName, ["signingRegion"] = signingRegion };
        return new Endpoint($"https://{host}") { Attributes = new PropertyBag { ["authSchemes"] = new List<object> { scheme } } };
    }

    private string Prefix(EndpointFacts facts) => facts.Fips ? service.EndpointPrefix + "-fips" : service.EndpointPrefix;

    private static string Suffix(EndpointFacts facts)
    {
        var region = RegionEndpoint.GetBySystemName(facts.Region);
        if (!facts.DualStack)
            return region.PartitionDnsSuffix;
        return region.PartitionName == "aws-cn" ? "api.amazonwebservices.com.cn" : "api.aws";
    }
}
