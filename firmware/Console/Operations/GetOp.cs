namespace McoaRouter.Consoles.Operations;

/// <summary><c>get</c>: what runs, or what is staged, or a part of it; secrets masked.</summary>
internal sealed class GetOp : ConsoleOp
{
    private static readonly string[] s_sources = { "running", "staged" };

    internal GetOp()
        : base("get", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        ConfigurationPath path = request.ReadPath();
        int source = request.Members.ReadIndex("from", s_sources);
        if (!request.IsSound())
        {
            return;
        }

        Staging staging = request.Console.Staging;
        if (source == 1 && staging.Root == null)
        {
            request.Fail(ErrorCodes.NothingStaged, "nothing is staged; use set first, or get what is running");
            return;
        }

        object value;
        object root = source == 1 ? staging.Root : request.Console.Configuration.Root;
        if (!path.TryFind(root, out value) && path.Count > 0)
        {
            request.FailUnknown("the configuration has nothing there; get without a path shows all");
            return;
        }

        JsonWriter writer = request.Result;
        writer.Text("path", path.Text);
        if (path.NamesSecret && value != null)
        {
            writer.Text("value", Secrets.Mask);
        }
        else
        {
            Tree.Write(writer, "value", value, true);
        }

        writer.Number("revision", request.Console.Configuration.Revision);
        writer.Number("staging", staging.Number);
    }
}
