namespace McoaRouter.Tests.Consoles;

/// <summary>How often, in the emulator.</summary>
public sealed partial class MutationTests
{
    private const int Rounds = 400;
}
