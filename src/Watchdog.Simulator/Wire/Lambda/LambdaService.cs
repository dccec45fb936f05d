using Watchdog.Simulator.Account;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>AWS Lambda over restJson.</summary>
public sealed class LambdaService : IWireService
{
    private readonly SimulatedAccount _account;
    private readonly RestRoute[] _routes;
    private readonly InvokeFunction _invoke;

    /// <param name="host">Runs the functions that are <see cref="SimulatedFunction.Hosted"/>; null when the account has none.</param>
    public LambdaService(SimulatedAccount account, IFunctionHost? host = null, LambdaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        options ??= new LambdaOptions();
        _account = account;
        _invoke = new InvokeFunction(account, host);
        _routes =
        [
            .. new Functions(account, options).Routes,
            .. new Versions(account, options).Routes,
            .. new ResourcePolicies(account).Routes,
            .. new Concurrency(account).Routes,
            .. new EventSourceMappings(account, options).Routes,
        ];
    }

    public string SigningName => "lambda";

    public IReadOnlyCollection<string> Operations => [InvokeFunction.Operation, .. _routes.Select(r => r.Operation)];

    public string OperationOf(WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return InvokeFunction.Match(request) is not null
            ? InvokeFunction.Operation
            : _routes.FirstOrDefault(r => r.Match(request.Method, request.Path) is not null)?.Operation ?? "";
    }

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) => RestJson.Error(operation, error);

    public async Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var operation = "";
        try
        {
            if (InvokeFunction.Match(request) is { } labels)
            {
                operation = InvokeFunction.Operation;
                return await _invoke.HandleAsync(new RestCall(operation, request, labels), cancellationToken);
            }

            foreach (var route in _routes)
            {
                if (route.Match(request.Method, request.Path) is not { } values)
                    continue;
                operation = route.Operation;
                lock (_account.Gate)
                    return route.Handle(new RestCall(operation, request, values));
            }

            throw new AwsException("UnknownOperationException", $"The simulated account's Lambda serves no {request.Method} {request.Path}.", 404);
        }
        catch (AwsException exception)
        {
            return RestJson.Error(operation, exception);
        }
    }
}
