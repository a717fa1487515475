namespace McoaRouter.Tests.Consoles;

/// <summary>How often, on .NET.</summary>
public sealed partial class MutationTests
{
    private const int Rounds = 20000;
}
