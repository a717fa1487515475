namespace McoaRouter.Tests.Consoles;

/// <summary>In the emulator the header's octets are tried, and some of the text's.</summary>
public sealed partial class StoreTests
{
    private const int Header = 20;

    private static int Next(int at)
    {
        return at < Header ? at + 1 : at + 61;
    }
}
