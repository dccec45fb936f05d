using System.Collections;
using System.Text;
using System.Text.Json;

// A custom runtime by hand: what it does is said by the event's "do", and by INIT for the init phase.
var api = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime";
using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };

switch (Environment.GetEnvironmentVariable("INIT"))
{
    case "error":
        Console.WriteLine("cannot begin");
        await PostAsync("init/error", """{"errorMessage":"no table","errorType":"ConfigurationException"}""");
        return 1;
    case "exit":
        return 3;
    case "hang":
        await Task.Delay(Timeout.Infinite);
        break;
    case "exit-once" when Environment.GetEnvironmentVariable("MARKER") is { } marker && !File.Exists(marker):
        File.WriteAllText(marker, "");
        return 4;
}

var served = 0;
while (true)
{
    using var next = await client.GetAsync($"{api}/invocation/next");
    var body = await next.Content.ReadAsStringAsync();
    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    served++;
    if (Environment.GetEnvironmentVariable("RECORD") is { } record)
        File.AppendAllText(record, $"{Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")} {body}\n");
    using var document = JsonDocument.Parse(body);
    switch (document.RootElement.TryGetProperty("do", out var action) ? action.GetString() : "echo")
    {
        case "error":
            Console.Error.WriteLine("about to fail");
            await PostAsync($"invocation/{id}/error", """{"errorMessage":"it broke","errorType":"InvalidOperationException","stackTrace":[]}""");
            break;
        case "exit":
            return document.RootElement.GetProperty("code").GetInt32();
        case "hang":
            Console.WriteLine("hanging");
            await Task.Delay(Timeout.Infinite);
            break;
        case "answer-and-exit":
            await PostAsync($"invocation/{id}/response", "\"done\"");
            return 1;
        case "log":
            for (var line = 0; line < document.RootElement.GetProperty("lines").GetInt32(); line++)
                Console.WriteLine($"line {line:0000} ä");
            await PostAsync($"invocation/{id}/response", "null");
            Console.WriteLine("after the answer");
            break;
        case "print":
            Console.WriteLine(document.RootElement.GetProperty("text").GetString());
            await PostAsync($"invocation/{id}/response", "null");
            break;
        case "big":
            var status = await PostAsync($"invocation/{id}/response", new string('x', 6_300_000));
            Console.WriteLine($"the answer was met with {status}");
            break;
        case "wrong-id":
            var refused = await PostAsync("invocation/00000000-0000-0000-0000-000000000000/response", "1");
            await PostAsync($"invocation/{id}/response", refused.ToString());
            break;
        case "environment":
            var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
            await PostAsync($"invocation/{id}/response", JsonSerializer.Serialize(variables));
            break;
        case "headers":
            await PostAsync($"invocation/{id}/response", JsonSerializer.Serialize(next.Headers.ToDictionary(h => h.Key, h => h.Value.Single())));
            break;
        default:
            await PostAsync($"invocation/{id}/response", JsonSerializer.Serialize(new { served, got = document.RootElement }));
            break;
    }
}

async Task<int> PostAsync(string path, string json)
{
    using var content = new StringContent(json, Encoding.UTF8, "application/json");
    using var response = await client.PostAsync($"{api}/{path}", content);
    return (int)response.StatusCode;
}
