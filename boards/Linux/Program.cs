namespace McoaRouter.Boards.Linux;

internal static class Program
{
    private static int Main(string[] args)
    {
        return args.Length;
    }
}
