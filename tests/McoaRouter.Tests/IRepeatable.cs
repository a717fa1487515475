namespace McoaRouter.Tests;

/// <summary>Something that a test runs many times.</summary>
internal interface IRepeatable
{
    void Run();
}
