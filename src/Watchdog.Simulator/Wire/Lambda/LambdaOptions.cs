namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>How many items Lambda lists at once; smaller than AWS's pages, so that a caller that ignores NextMarker is found out.</summary>
/// <param name="FunctionsPerPage">1 to 50.</param>
/// <param name="MappingsPerPage">1 to 100.</param>
/// <param name="VersionsPerPage">Of versions, aliases and provisioned concurrency; 1 to 50.</param>
public sealed record LambdaOptions(int FunctionsPerPage = 10, int MappingsPerPage = 10, int VersionsPerPage = 10);
