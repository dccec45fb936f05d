using Amazon.Lambda;
using Amazon.Lambda.Model;
using Watchdog.Aws.Account;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Triggers;

internal sealed class MappingControl(IAmazonLambda lambda) : IMappingControl
{
    public async Task<EventSourceMapping?> FindAsync(string uuid, CancellationToken cancellationToken)
    {
        try
        {
            return LambdaMapping.ToMapping(
                await lambda.GetEventSourceMappingAsync(new GetEventSourceMappingRequest { UUID = uuid }, cancellationToken));
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    public async Task ChangeAsync(string uuid, MappingChange change, CancellationToken cancellationToken)
    {
        var request = new UpdateEventSourceMappingRequest
        {
            UUID = uuid,
            Enabled = change.Enabled,
            BatchSize = change.BatchSize,
            ParallelizationFactor = change.ParallelizationFactor,
            // An empty ScalingConfig takes the cap away; none leaves it.
            ScalingConfig = change.ScalingConfig is { } scaling ? new ScalingConfig { MaximumConcurrency = scaling.MaximumConcurrency } : null,
        };
        try
        {
            await lambda.UpdateEventSourceMappingAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is ResourceInUseException or ResourceConflictException)
        {
            throw new MappingBusyException(uuid, e);
        }
    }
}
