using Watchdog.Simulator.Scenarios;

namespace Watchdog.Simulator.Physics.Tests.Scenarios;

public sealed class ParserErrorTests
{
    /// <summary>Lines 1 to 6 of every bad file; what is wrong begins in line 7.</summary>
    private const string Head = """
        name: bad
        duration: 10m
        queues: [ { name: work }, { name: orders } ]
        functions:
          - { name: process, timeout: 30s }
        mappings: [ { source: work, function: process } ]

        """;

    public static TheoryData<string, string> BadFiles => new()
    {
        // Unknown keys.
        { "trafic: []", "7: trafic: is not a key here, did you mean 'traffic'?; accepted: name, description, seed, duration, account, watchdog, cloudwatch, clock, queues, tables, streams, buckets, topics, rules, functions, mappings, triggers, traffic, changes, operator, faults, expect" },
        { "traffic: [ { too: work, rate: 1/s } ]", "7: traffic[0].too: is not a key here, did you mean 'to'?; accepted: to, rate, ramp, exact, trace, column, scale, groups, poison, qualifier" },
        { "account: { concurency: 100 }", "7: account.concurency: is not a key here, did you mean 'concurrency'?; accepted: concurrency, scaleUpPerMinute" },
        { "watchdog: { xyz: 1 }", "7: watchdog.xyz: is not a key here; accepted: breaker, autoProbe" },
        { "changes:\n  - { at: 1m, function: process, erorRate: 1 }", "8: changes[0].erorRate: is not a key here, did you mean 'errorRate'?; accepted: at, function, timeout, memory, duration, errorRate, reservedConcurrency, tags, environment, mayWrite, recursion, writes, versions, awsLoopDetection, deploy" },

        // Units.
        { "cloudwatch: { delay: 60 }", "7: cloudwatch.delay: '60' is no duration; it must be a number with its unit, ms, s, m, h or d, such as 90s, 5m or 2h" },
        { "cloudwatch: { delay: 1w }", "7: cloudwatch.delay: '1w' is no duration; it must be a number with its unit, ms, s, m, h or d, such as 90s, 5m or 2h" },
        { "traffic: [ { to: work, rate: 10 } ]", "7: traffic[0].rate: '10' is no rate; it must be a number per second, minute or hour, such as 10/s or 600/m" },
        { "traffic: [ { to: work, rate: -1/s } ]", "7: traffic[0].rate: '-1/s' is no rate; it must be a number per second, minute or hour, such as 10/s or 600/m" },
        { "changes: [ { at: 1500ms, queue: work, purge: true } ]", "7: changes[0].at: 1500ms is too fine; it must be whole seconds" },
        { "clock: { start: 2026-01-05 }", "7: clock.start: '2026-01-05' is no whole minute in UTC; it must look like 2026-01-05T09:00:00Z" },
        { "clock: { start: 2026-01-05T09:00:30Z }", "7: clock.start: '2026-01-05T09:00:30Z' is no whole minute in UTC; it must look like 2026-01-05T09:00:00Z" },

        // Types.
        { "seed: one", "7: seed: 'one' is no whole number; it must be 0 to 9223372036854775807" },
        { "watchdog: { autoProbe: yes }", "7: watchdog.autoProbe: 'yes' is neither true nor false" },
        { "traffic: { to: work }", "7: traffic: must be a list, but is a group of keys" },
        { "account: 100", "7: account: must be a group of keys, but is a text" },
        { "changes: [ { at: 1m, function: process, errorRate: high } ]", "7: changes[0].errorRate: 'high' is no number; it must be 0 to 1" },
        { "operator: [ { at: 1m, invoke: reset } ]", "7: operator[0].invoke: must be the event of the CircuitBreaker, such as { action: reset, function: NAME }" },

        // Ranges.
        { "seed: -1", "7: seed: -1 is out of range; it must be 0 to 9223372036854775807" },
        { "account: { concurrency: 0 }", "7: account.concurrency: 0 is out of range; it must be 1 to 1000000" },
        { "changes: [ { at: 1m, function: process, errorRate: 1.5 } ]", "7: changes[0].errorRate: 1.5 is out of range; it must be 0 to 1" },
        { "changes: [ { at: 1m, function: process, timeout: 16m } ]", "7: changes[0].timeout: 16m is out of range; it must be 1s to 15m" },
        { "changes: [ { at: 1m, queue: work, visibilityTimeout: 13h } ]", "7: changes[0].visibilityTimeout: 13h is out of range; it must be 0s to 12h" },
        { "changes: [ { at: 1m, queue: work, retention: 30s } ]", "7: changes[0].retention: 30s is out of range; it must be 1m to 14d" },
        { "changes: [ { at: 1m, mapping: work, maximumConcurrency: 1 } ]", "7: changes[0].maximumConcurrency: 1 is out of range; it must be 2 to 1000" },
        { "changes: [ { at: 1m, mapping: work, batchSize: 0 } ]", "7: changes[0].batchSize: 0 is out of range; it must be 1 to 10000" },
        { "changes: [ { at: 1m, function: process, duration: { p50: 2s, p99: 1s } } ]", "7: changes[0].duration.p99: 1s must be longer than p50, 2s; leave it out for a constant duration" },
        { "watchdog: { breaker: confrm }", "7: watchdog.breaker: 'confrm' must be one of off, alert, confirm, trip, did you mean 'confirm'?" },
        { "traffic: [ { to: work, rate: [ { at: 2m, rate: 1/s }, { at: 1m, rate: 2/s } ] } ]", "7: traffic[0].rate[1].at: 1m must be later than the step before, 2m" },
        { "traffic: [ { to: work, rate: [] } ]", "7: traffic[0].rate: must hold at least one step, such as { at: 0m, rate: 10/s }" },
        { "traffic: [ { to: work, rate: 1/s, ramp: true } ]", "7: traffic[0].ramp: needs at least two steps of the rate to go between" },

        // Names.
        { "traffic: [ { to: wrk, rate: 1/s } ]", "7: traffic[0].to: 'wrk' is no queue, table, stream, bucket, topic, rule or function of this scenario, did you mean 'work'?" },
        { "changes: [ { at: 1m, function: proces, errorRate: 1 } ]", "7: changes[0].function: 'proces' is not a function of this scenario, did you mean 'process'?" },
        { "changes: [ { at: 1m, queue: process, purge: true } ]", "7: changes[0].queue: 'process' is not a queue of this scenario" },
        { "changes: [ { at: 1m, function: process, writes: [ { to: nowhere, perMessage: 1 } ] } ]", "7: changes[0].writes[0].to: 'nowhere' is no queue, table, stream, bucket, topic, rule or function of this scenario" },
        { "changes: [ { at: 1m, mapping: orders, enabled: false } ]", "7: changes[0].mapping: names no mapping; it must be { source: QUEUE, function: FUNCTION } of one mapping" },
        { "expect: [ { symptom: Throttled, resource: nobody } ]", "7: expect[0].resource: 'nobody' is no queue, table, stream, bucket, topic, rule, function or dependency of this scenario" },
        { "expect: [ { symptom: Throttle, resource: process } ]", "7: expect[0].symptom: 'Throttle' must be one of Backpressure, Throttled, ErrorStall, PoisonMessages, DeadLetters, Recovered, RecursiveLoop, InFunctionLoop, DownstreamUnavailable, UnintendedVersion, StreamLag, ConcurrencyExhaustion, Misconfiguration, did you mean 'Throttled'?" },
        { "expect: [ { action: tripp, function: process } ]", "7: expect[0].action: 'tripp' must be one of contain, trip, probe, release, reset, did you mean 'trip'?" },

        // Times and shapes.
        { "changes: [ { at: 10m, queue: work, purge: true } ]", "7: changes[0].at: 10m is not before the end of the scenario, 10m" },
        { "operator: [ { at: 1h, invoke: { action: status } } ]", "7: operator[0].at: 1h is not before the end of the scenario, 10m" },
        { "changes: [ { queue: work, purge: true } ]", "7: changes[0].at: is required" },
        { "changes: [ { at: 1m } ]", "7: changes[0]: must say what changes with exactly one of function, queue, mapping, dependency, account" },
        { "changes: [ { at: 1m, function: process, queue: work } ]", "7: changes[0]: must say what changes with exactly one of function, queue, mapping, dependency, account, not with function and queue" },
        { "changes: [ { at: 1m, function: process } ]", "7: changes[0]: changes nothing" },
        { "expect: [ { within: 2m } ]", "7: expect[0]: must have exactly one of symptom, action, never, onlyExpected" },
        { "expect: [ { symptom: Throttled, resource: process, from: 5m, to: 4m } ]", "7: expect[0].to: 4m must be later than from, 5m" },
        { "expect: [ { onlyExpected: false } ]", "7: expect[0].onlyExpected: must be true; leave it out otherwise" },

        // Faults.
        { "faults: [ { at: 1m } ]", "7: faults[0]: must say what goes wrong with exactly one of error, partial, kill" },
        { "faults: [ { at: 1m, kill: CircuitBreaker, partial: 0.1 } ]", "7: faults[0]: must say what goes wrong with exactly one of error, partial, kill, not with partial and kill" },
        { "faults: [ { at: 1m, for: 1m, error: ThrottlingException, operation: GetMetricData } ]", "7: faults[0].service: is required" },
        { "faults: [ { at: 1m, for: 1m, error: ThrottlingException, service: monitoring } ]", "7: faults[0].operation: is required" },
        { "faults: [ { at: 1m, error: ThrottlingException, service: monitoring, operation: GetMetricData } ]", "7: faults[0].for: is required" },
        { "faults: [ { at: 10m, for: 1m, error: ThrottlingException, service: monitoring, operation: GetMetricData } ]", "7: faults[0].at: 10m is not before the end of the scenario, 10m" },
        { "faults: [ { at: 1m, for: 1m, error: ThrottlingException, service: cloudwatch, operation: GetMetricData } ]", "7: faults[0].service: 'cloudwatch' must be one of dynamodb, events, iam, kinesis, lambda, monitoring, sns, sqs, sts, tagging" },
        { "faults: [ { at: 1m, for: 1m, error: ThrottlingException, service: monitoring, operation: GetMetrics } ]", "7: faults[0].operation: 'GetMetrics' must be one of DeleteAlarms, DescribeAlarms, GetMetricData, GetMetricStatistics, ListMetrics, PutMetricAlarm, PutMetricData, did you mean 'ListMetrics'?" },
        { "faults: [ { at: 1m, for: 1m, error: Throttling, service: iam, operation: GetRole } ]", "7: faults[0].error: 'Throttling' must be one of ThrottlingException, AccessDeniedException, ServiceFailureException, ServiceUnavailable" },
        { "faults: [ { at: 1m, for: 1m, error: ThrottlingException, service: iam, operation: GetRole, share: 0 } ]", "7: faults[0].share: is 0, and nothing would go wrong; it must be above 0 and at most 1" },
        { "faults: [ { at: 1m, for: 1m, error: ThrottlingException, service: iam, operation: GetRole, share: 2 } ]", "7: faults[0].share: 2 is out of range; it must be 0 to 1" },
        { "faults: [ { at: 1m, for: 1m, partial: 0.3, service: lambda, operation: Invoke } ]", "7: faults[0].service: 'lambda' must be one of monitoring" },
        { "faults: [ { at: 1m, for: 1m, partial: 0.3, service: monitoring, operation: ListMetrics } ]", "7: faults[0].operation: 'ListMetrics' must be one of GetMetricData" },
        { "faults: [ { at: 1m, for: 1m, partial: 0.3, service: monitoring, operation: GetMetricData, share: 1 } ]", "7: faults[0].share: is not a key here; accepted: at, for, service, operation, partial" },
        { "faults: [ { at: 1m, kill: CircuitBreaker } ]", "7: faults[0]: must have exactly one of after, before" },
        { "faults: [ { at: 1m, for: 1m, kill: CircuitBreaker, after: Invoke } ]", "7: faults[0].for: is not a key here; accepted: at, kill, after, before" },

        // Streams.
        { "tables: [ { name: t, retention: 2d } ]", "7: tables[0].retention: is not a key here; accepted: name, shards" },
        { "streams: [ { name: work } ]", "7: streams[0].name: 'work' is already the name of a queue" },
        { "streams: [ { name: s, shards: 0 } ]", "7: streams[0].shards: 0 is out of range; it must be 1 to 1000" },
        { "streams: [ { name: s, retention: 1h } ]", "7: streams[0].retention: 1h is out of range; it must be 1d to 365d" },
        { "streams: [ { name: clicks } ]\ntraffic: [ { to: click, rate: 1/s } ]", "8: traffic[0].to: 'click' is no queue, table, stream, bucket, topic, rule or function of this scenario, did you mean 'clicks'?" },

        // What traffic is made of.
        { "traffic: [ { to: work, trace: x.csv } ]", "7: traffic[0].trace: needs a scenario that is a file: the trace is looked for beside it" },
        { "traffic: [ { to: work, rate: 1/s, trace: x.csv } ]", "7: traffic[0].trace: cannot stand beside rate; one of them says how much comes" },
        { "traffic: [ { to: work } ]", "7: traffic[0].rate: is required" },
        { "traffic: [ { to: work, rate: 1/s, scale: 2 } ]", "7: traffic[0].scale: is for a trace; this traffic has none" },
        { "traffic: [ { to: work, rate: 1/s, groups: 5 } ]", "7: traffic[0].groups: is for FIFO queues; 'work' is none" },
        { "traffic: [ { to: process, rate: 1/s, poison: true } ]", "7: traffic[0].poison: is for what a mapping reads; 'process' is a function" },
        { "changes: [ { at: 1m, queue: work, redrive: true } ]", "7: changes[0].redrive: 'work' is the dead-letter queue of no queue" },

        // What pushes, what is published, what is called.
        { "buckets: [ { name: work } ]", "7: buckets[0].name: 'work' is already the name of a queue" },
        { "topics: [ { name: t, fifo: true } ]", "7: topics[0].fifo: is not a key here; accepted: name" },
        { "triggers: [ { source: work, function: process } ]", "7: triggers[0].source: 'work' is no bucket, topic or rule of this scenario" },
        { "rules: [ { name: nightly } ]\ntriggers: [ { source: nightli, function: process } ]", "8: triggers[0].source: 'nightli' is no bucket, topic or rule of this scenario, did you mean 'nightly'?" },
        { "rules: [ { name: nightly } ]\ntriggers: [ { source: nightly, function: proces } ]", "8: triggers[0].function: 'proces' is not a function of this scenario, did you mean 'process'?" },
        { "rules: [ { name: nightly } ]\ntriggers: [ { source: nightly } ]", "8: triggers[0].function: is required" },
        { "buckets: [ { name: uploads } ]\ntraffic: [ { to: upload, rate: 1/s } ]", "8: traffic[0].to: 'upload' is no queue, table, stream, bucket, topic, rule or function of this scenario, did you mean 'uploads'?" },
        { "buckets: [ { name: uploads } ]\ntraffic: [ { to: uploads, rate: 1/s, poison: true } ]", "8: traffic[0].poison: is for what a mapping reads; 'uploads' is a bucket" },
        { "traffic: [ { to: work, rate: 1/s, qualifier: live } ]", "7: traffic[0].qualifier: is for functions that are called directly; 'work' is a queue" },
        { "changes: [ { at: 1m, dependency: payments, latency: 20s } ]", "7: changes[0].dependency: 'payments' is not a dependency of this scenario" },
        { "changes: [ { at: 1m, function: process, onFailure: work } ]", "7: changes[0].onFailure: is not a key here; accepted: at, function, timeout, memory, duration, errorRate, reservedConcurrency, tags, environment, mayWrite, recursion, writes, versions, awsLoopDetection, deploy" },
        { "changes: [ { at: 1m, function: process, versions: { published: [ 1 ], provisioned: { live: 2 } } } ]", "7: changes[0].versions.provisioned.live: 'live' is neither a published version nor an alias of the function" },
        { "changes: [ { at: 1m, function: process, awsLoopDetection: on } ]", "7: changes[0].awsLoopDetection: 'on' is neither true nor false" },

        // YAML itself.
        { "name: again", "7: yaml: Duplicate key name" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void What_is_wrong_is_named_with_file_line_key_and_what_is_accepted(string lines, string expected)
    {
        var error = Assert.Throws<ScenarioException>(() => Scenario.Parse(Head + lines, "bad.yaml"));

        Assert.Equal("bad.yaml:" + expected, error.Message);
    }

    private const string Stream = "name: x\nduration: 1m\nstreams: [ { name: s } ]\nfunctions: [ { name: f } ]\nmappings:\n";

    public static TheoryData<string, string> BadResources => new()
    {
        { "", "1: yaml: the file is empty" },
        { "[]", "1: yaml: must be a group of keys, but is a list" },
        { "duration: 10m", "1: name: is required" },
        { "name: x", "1: duration: is required" },
        { "name: x\nduration: 90s", "2: duration: 90s must be whole minutes" },
        { "name: x\nduration: 30s", "2: duration: 30s is out of range; it must be 1m to 31d" },
        { "name: x\nduration: 1m\nqueues:\n  - { visibilityTimeout: 1m }", "4: queues[0].name: is required" },
        { "name: x\nduration: 1m\nqueues:\n  - { name: a b }", "4: queues[0].name: 'a b' is no name of a queue; it must be 1 to 80 letters, digits, - and _" },
        { "name: x\nduration: 1m\nqueues:\n  - { name: a }\n  - { name: a }", "5: queues[1].name: 'a' is already the name of a queue" },
        { "name: x\nduration: 1m\nqueues: [ { name: a } ]\nfunctions:\n  - { name: a }", "5: functions[0].name: 'a' is already the name of a queue" },
        { "name: x\nduration: 1m\nqueues:\n  - { name: a.fifo }", "4: queues[0].name: 'a.fifo' is no name of a queue; it must be 1 to 80 letters, digits, - and _" },
        { "name: x\nduration: 1m\nqueues:\n  - { name: a, delay: 16m }", "4: queues[0].delay: 16m is out of range; it must be 0s to 15m" },
        { "name: x\nduration: 1m\nqueues:\n  - { name: a, fifo: true, deadLetter: { queue: b, maxReceiveCount: 3 } }\n  - { name: b }", "4: queues[0].deadLetter.queue: 'b' must be fifo: true, as 'a' is" },
        { "name: x\nduration: 1m\nqueues:\n  - { name: a, deadLetter: { queue: b.fifo, maxReceiveCount: 3 } }\n  - { name: b.fifo, fifo: true }", "4: queues[0].deadLetter.queue: 'b.fifo' must not be fifo: true, as 'a' is not" },
        { "name: x\nduration: 1m\nqueues: [ { name: q, fifo: true } ]\nfunctions: [ { name: f } ]\nmappings:\n  - { source: q, function: f, batchSize: 11 }", "6: mappings[0].batchSize: 11 is out of range; it must be 1 to 10" },
        { "name: x\nduration: 1m\nqueues: [ { name: q, fifo: true } ]\nfunctions: [ { name: f } ]\nmappings:\n  - { source: q, function: f, batchingWindow: 5s }", "6: mappings[0].batchingWindow: is not for mappings of FIFO queues, as 'q' is one" },
        { "name: x\nduration: 1m\nqueues:\n  - { name: a, deadLetter: { queue: b, maxReceiveCount: 3 } }", "4: queues[0].deadLetter.queue: 'b' is not a queue of this scenario" },
        { "name: x\nduration: 1m\nqueues:\n  - { name: a, deadLetter: { queue: a, maxReceiveCount: 3 } }", "4: queues[0].deadLetter.queue: 'a' cannot be its own dead-letter queue" },
        { "name: x\nduration: 1m\nqueues: [ { name: b } ]\nfunctions:\n  - { name: f, mayWrite: [ c ] }", "5: functions[0].mayWrite[0]: 'c' is no queue, table, stream, bucket, topic, rule or function of this scenario" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, memory: 64 }", "4: functions[0].memory: 64 is out of range; it must be 128 to 10240" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, recursion: Stop }", "4: functions[0].recursion: 'Stop' must be one of Terminate, Allow" },
        { "name: x\nduration: 1m\nfunctions:\n  - name: f\n    duration: { p99: 1s }", "5: functions[0].duration.p50: is required" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, reservedConcurrency: 950 }", "4: functions: they reserve 950 of 1000 concurrent executions; at least 100 must remain unreserved" },
        { "name: x\nduration: 1m\nqueues: [ { name: q } ]\nfunctions: [ { name: f } ]\nmappings:\n  - { source: q, function: f }\n  - { source: q, function: f }", "7: mappings[1]: there is already a mapping from 'q' to 'f'" },
        { "name: x\nduration: 1m\nqueues: [ { name: q } ]\nfunctions: [ { name: f } ]\nmappings:\n  - { source: q }", "6: mappings[0].function: is required" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, versions: { published: [ 1 ], aliases: { live: { version: 2 } } } }", "4: functions[0].versions.aliases.live.version: '2' is not a published version of the function" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, versions: { published: [ 1 ], aliases: { live: { version: 1, weights: { 2: 0.1 } } } } }", "4: functions[0].versions.aliases.live.weights.2: '2' is not a published version of the function" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, versions: { published: [ 1, 2 ], aliases: { live: { version: 2, weights: { 1: 1.1 } } } } }", "4: functions[0].versions.aliases.live.weights.1: 1.1 is out of range; it must be 0 to 1" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, versions: { published: [ 0 ] } }", "4: functions[0].versions.published[0]: 0 is out of range; it must be 1 to 2147483647" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, onFailure: failed }", "4: functions[0].onFailure: 'failed' is not a queue of this scenario" },
        { "name: x\nduration: 1m\nqueues: [ { name: failures } ]\nfunctions:\n  - { name: f, onFailure: failure }", "5: functions[0].onFailure: 'failure' is not a queue of this scenario, did you mean 'failures'?" },
        { "name: x\nduration: 1m\nqueues: [ { name: q } ]\nfunctions:\n  - { name: f, calls: [ q ] }", "5: functions[0].calls[0]: 'q' is already the name of a queue" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, calls: [ payments ] }\nchanges: [ { at: 0s, dependency: payment, latency: 1s } ]", "5: changes[0].dependency: 'payment' is not a dependency of this scenario, did you mean 'payments'?" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, calls: [ payments ] }\nchanges: [ { at: 0s, dependency: payments } ]", "5: changes[0]: changes nothing" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, calls: [ payments ] }\nchanges: [ { at: 0s, dependency: payments, errorRate: 2 } ]", "5: changes[0].errorRate: 2 is out of range; it must be 0 to 1" },
        { "name: x\nduration: 1m\nfunctions:\n  - { name: f, calls: [ payments ], dependencyMetric: false }", "4: functions[0].dependencyMetric: is not a key here, did you mean 'dependencyMetrics'?; accepted: name, timeout, memory, duration, errorRate, reservedConcurrency, tags, environment, mayWrite, recursion, writes, versions, awsLoopDetection, calls, dependencyMetrics, onFailure" },
        { Stream + "  - { source: s, function: f, maximumConcurrency: 5 }", "6: mappings[0].maximumConcurrency: is for mappings of queues; 's' is a stream" },
        { Stream + "  - { source: s, function: f, parallelization: 11 }", "6: mappings[0].parallelization: 11 is out of range; it must be 1 to 10" },
        { Stream + "  - { source: s, function: f, maximumRecordAge: 30s }", "6: mappings[0].maximumRecordAge: 30s is out of range; it must be 1m to 7d" },
        { Stream + "  - { source: s, function: f }\nchanges: [ { at: 0s, mapping: s, maximumConcurrency: 5 } ]", "7: changes[0].maximumConcurrency: is for mappings of queues; 's' is a stream" },
        { "name: x\nduration: 1m\nqueues: [ { name: q } ]\nfunctions: [ { name: f } ]\nmappings:\n  - { source: q, function: f, maximumRetries: 5 }", "6: mappings[0].maximumRetries: is for mappings of tables and streams; 'q' is a queue" },
        { "name: x\nduration: 1m\n---\nname: y", "4: yaml: the file must hold one document" },
    };

    [Theory]
    [MemberData(nameof(BadResources))]
    public void A_bad_resource_is_named_too(string yaml, string expected)
    {
        var error = Assert.Throws<ScenarioException>(() => Scenario.Parse(yaml, "bad.yaml"));

        Assert.Equal("bad.yaml:" + expected, error.Message);
    }

    [Fact]
    public void Broken_yaml_is_an_error_with_its_line() =>
        Assert.StartsWith("bad.yaml:2: yaml: ", Assert.Throws<ScenarioException>(() => Scenario.Parse("name: x\nqueues: [ }", "bad.yaml")).Message, StringComparison.Ordinal);
}
