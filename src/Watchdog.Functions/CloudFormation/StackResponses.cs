using System.Text.Json;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.CloudFormation;

/// <summary>Puts answers where CloudFormation fetches them. An answer that does not arrive makes it wait until the resource's timeout.</summary>
public sealed class StackResponses(HttpClient http, TimeProvider clock)
{
    private const int Attempts = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="HttpRequestException">It was refused each time.</exception>
    public async Task PutAsync(Uri url, StackResponse response, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(response, FunctionsJson.Default.StackResponse);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Without a content type: the URL is signed without one.
                using var content = new ByteArrayContent(body);
                using var answer = await http.PutAsync(url, content, cancellationToken);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
                await Task.Delay(Pause * attempt, clock, cancellationToken);
            }
        }
    }
}
