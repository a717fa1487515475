using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

[TestClass]
public sealed class BindingFigureTests
{
    [TestMethod]
    public void A_Row_Names_Home_Address_Care_Of_Address_And_Binding_Identifier()
    {
        Assert.AreEqual("binding [a::1  b::2  BID7]", BindingFigure.Row("a::1", "b::2", 7));
        Assert.AreEqual("binding [a::1  b::2]", BindingFigure.Row("a::1", "b::2", 0));
    }

    [TestMethod]
    public void Figures_Match_Where_Both_Caches_And_The_Defence_Are_The_Same()
    {
        Assert.IsTrue(Figure(true, "1", "2").Matches(Figure(true, "1", "2")));
        Assert.IsFalse(Figure(true, "1", "2").Matches(Figure(false, "1", "2")));
        Assert.IsFalse(Figure(true, "1", "2").Matches(Figure(true, "3", "2")));
        Assert.IsFalse(Figure(true, "1", "2").Matches(Figure(true, "1", "3")));
        Assert.IsFalse(Figure(true, "1", "2").Matches(new BindingFigure(true, new string[] { "1" }, new string[0])));
        Assert.IsFalse(new BindingFigure(true, new string[0], new string[] { "2" }).Matches(Figure(true, "1", "2")));
    }

    [TestMethod]
    public void A_Line_Joins_The_Bindings_Of_A_Cache()
    {
        Assert.AreEqual("none", BindingFigure.Line(new string[0]));
        Assert.AreEqual("1", BindingFigure.Line(new string[] { "1" }));
        Assert.AreEqual("1, 2", BindingFigure.Line(new string[] { "1", "2" }));
    }

    private static BindingFigure Figure(bool defended, string homeAgent, string correspondent)
    {
        return new BindingFigure(defended, new string[] { homeAgent }, new string[] { correspondent });
    }
}
