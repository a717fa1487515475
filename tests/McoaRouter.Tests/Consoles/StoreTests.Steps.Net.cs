namespace McoaRouter.Tests.Consoles;

/// <summary>On .NET every octet is tried.</summary>
public sealed partial class StoreTests
{
    private static int Next(int at)
    {
        return at + 1;
    }
}
