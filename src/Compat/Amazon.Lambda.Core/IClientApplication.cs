namespace Amazon.Lambda.Core;

/// <summary>The application that called the function, in its own words; a field that it left out is null.</summary>
public interface IClientApplication
{
    string? AppPackageName { get; }

    string? AppTitle { get; }

    string? AppVersionCode { get; }

    string? AppVersionName { get; }

    string? InstallationId { get; }
}
