using McoaRouter.Tools.Bench;

return await BenchCommand.Create(Benchmarks.All).Parse(args).InvokeAsync();
